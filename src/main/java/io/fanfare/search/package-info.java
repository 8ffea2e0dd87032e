/** One index over everything that people look for; the rooms say what of their things can be found. */
@org.jspecify.annotations.NullMarked
package io.fanfare.search;
