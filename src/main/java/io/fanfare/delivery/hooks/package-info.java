/** How providers report bounces and complaints: each verifies its calls and reads the reports in them. */
@org.jspecify.annotations.NullMarked
package io.fanfare.delivery.hooks;
