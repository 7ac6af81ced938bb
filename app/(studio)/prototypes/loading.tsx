import { PrototypeLoading } from '#components/prototype/prototype-loading.tsx';

export default function PrototypesLoading() {
  return <PrototypeLoading />;
}
