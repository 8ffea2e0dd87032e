/** Workspaces, people, roles, sign-in, API keys, brands, the vault of credentials. */
@org.jspecify.annotations.NullMarked
package io.fanfare.identity;
