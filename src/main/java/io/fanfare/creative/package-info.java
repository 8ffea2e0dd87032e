/** The content of campaigns: creatives with revisions, blog posts, and the texts created from them for each platform. */
@org.jspecify.annotations.NullMarked
package io.fanfare.creative;
