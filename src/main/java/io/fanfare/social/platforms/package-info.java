/** The places a post can go to. */
@org.jspecify.annotations.NullMarked
package io.fanfare.social.platforms;
