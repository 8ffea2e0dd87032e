/** MCP servers of others: connects them, calls the tools that people allow, and combines several of them in flows. */
@org.jspecify.annotations.NullMarked
package io.fanfare.integration;
