/** `/trace/{id}`: one trace as overview, waterfall, table and statistics. */
export function TraceScreen({ traceId }: { traceId: string }) {
  return (
    <main tabIndex={-1}>
      <h1>Trace {traceId}</h1>
    </main>
  );
}
