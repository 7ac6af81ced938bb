import { PageLoading } from '#components/shell/page-loading.tsx';

export default function HomeLoading() {
  return <PageLoading shape="cards" />;
}
