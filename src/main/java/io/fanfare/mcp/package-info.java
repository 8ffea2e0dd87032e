/** The MCP server: agents use the operations as tools, in both revisions of the protocol. */
@NullMarked
package io.fanfare.mcp;

import org.jspecify.annotations.NullMarked;
