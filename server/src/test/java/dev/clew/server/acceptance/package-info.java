/// What a stranger would try: Clew as a process of its own, reached over sockets alone, with real
/// applications before it, killed, and sent what it cannot take. Open {@link
/// dev.clew.server.acceptance.ServerProcess} first: every test here starts one.
package dev.clew.server.acceptance;
