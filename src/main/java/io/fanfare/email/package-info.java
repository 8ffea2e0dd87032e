/** Mailings: content, recipients, sending, previews and figures. */
@org.jspecify.annotations.NullMarked
package io.fanfare.email;
