import { NothingHere } from '#components/shell/nothing-here.tsx';

export default function NotFound() {
  return (
    <main className="flex h-dvh items-center justify-center">
      <NothingHere />
    </main>
  );
}
