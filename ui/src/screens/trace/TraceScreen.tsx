/** `/trace/{id}`: one trace as overview, waterfall, table and statistics. */
export function TraceScreen({ traceId }: { traceId: string }) {
  return (
    <main>
      <h1>Trace {traceId}</h1>
    </main>
  );
}
