/** One class for each platform that posts can be published to. */
@org.jspecify.annotations.NullMarked
package io.fanfare.social.platforms;
