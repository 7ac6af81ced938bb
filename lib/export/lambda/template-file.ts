/** What CloudFormation fills in; printed in its short form: `!Ref Ledger`. */
export type Filled =
  | { readonly Ref: string }
  | { readonly 'Fn::GetAtt': string }
  | { readonly 'Fn::Sub': string }
  | { readonly 'Fn::If': readonly [condition: string, yes: unknown, no: unknown] };

export type Text = string | Filled;

/** The members of a SAM template that we write; the compiler refuses others. */
export interface TemplateFile {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Transform: 'AWS::Serverless-2016-10-31';
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Globals: {
    readonly Function: {
      /** Seconds. */
      readonly Timeout: number;
      /** Megabytes. */
      readonly MemorySize: number;
      readonly Environment: { readonly Variables: Readonly<Record<string, Text>> };
      readonly VpcConfig?: Filled;
      readonly LoggingConfig: { readonly LogGroup: Text };
    };
  };
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Description: string; readonly Value: Text }>>;
}

export interface Parameter {
  readonly Type: 'String' | 'CommaDelimitedList';
  readonly Description: string;
  readonly Default?: string;
  readonly AllowedValues?: readonly string[];
  readonly AllowedPattern?: string;
}

/** What is not a function is written as CloudFormation has it. */
export type Resource = FunctionResource | PlainResource;

export interface PlainResource {
  readonly Type:
    | 'AWS::DynamoDB::Table'
    | 'AWS::SQS::Queue'
    | 'AWS::Lambda::EventSourceMapping'
    | 'AWS::Logs::LogGroup'
    | 'AWS::CloudWatch::Alarm';
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface FunctionResource {
  readonly Type: 'AWS::Serverless::Function';
  readonly Metadata: { readonly Dockerfile: string; readonly DockerContext: string; readonly DockerTag: string };
  readonly Properties: {
    readonly Description: string;
    readonly PackageType: 'Image';
    readonly ImageConfig: {
      readonly EntryPoint: readonly string[];
      readonly Command: readonly string[];
      readonly WorkingDirectory: string;
    };
    readonly Timeout?: number;
    readonly ReservedConcurrentExecutions?: number;
    readonly Environment?: { readonly Variables: Readonly<Record<string, Text>> };
    readonly Policies: readonly Policy[];
    readonly FunctionUrlConfig?: { readonly AuthType: 'NONE' };
    readonly EventInvokeConfig?: {
      readonly MaximumRetryAttempts: number;
      readonly MaximumEventAgeInSeconds: number;
      readonly DestinationConfig: { readonly OnFailure: { readonly Type: 'SQS'; readonly Destination: Text } };
    };
    readonly Events?: Readonly<Record<string, ScheduleEvent>>;
  };
}

export interface Policy {
  readonly Statement: readonly {
    readonly Effect: 'Allow';
    readonly Action: readonly string[];
    readonly Resource: readonly Text[];
  }[];
}

export interface ScheduleEvent {
  readonly Type: 'ScheduleV2';
  readonly Properties: {
    readonly Description: string;
    readonly ScheduleExpression: string;
    readonly ScheduleExpressionTimezone?: string;
    readonly Input: string;
  };
}

export const ref = (name: string): Filled => ({ Ref: name });
/** `Ledger.Arn` */
export const attribute = (name: string): Filled => ({ 'Fn::GetAtt': name });
/** Text with `${Name}` in it. */
export const filled = (text: string): Filled => ({ 'Fn::Sub': text });
