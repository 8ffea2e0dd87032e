/** What campaigns say: creatives with their revisions, blog posts, and what is made of them for each platform. */
@org.jspecify.annotations.NullMarked
package io.fanfare.creative;
