/** The way in for programs: the contract, live updates, the web app. */
@org.jspecify.annotations.NullMarked
package io.fanfare.gateway;
