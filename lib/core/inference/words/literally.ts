export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
