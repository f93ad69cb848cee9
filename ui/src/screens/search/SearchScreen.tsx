/** `/search`: finds traces by form or TraceQL, and shows them as a heat map and a table. */
export function SearchScreen() {
  return (
    <main>
      <h1>Search</h1>
    </main>
  );
}
