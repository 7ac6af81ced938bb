import type { Script } from '#lib/chat/scripted/script.ts';

export const memoryLeakScript: Script = {
  model: 'memory-leak-tickets',
  next: () => ({ text: 'My script ends here.' }),
};
