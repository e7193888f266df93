// SPDX-License-Identifier: Apache-2.0
/**
 * A small order service to look into: an HTTP server, workers that take orders from a queue, and a customer that keeps
 * them busy. {@link dev.jspect.demo.OrderService} starts it. It knows nothing of jspect and depends on the JDK alone.
 */
@NullMarked
package dev.jspect.demo;

import org.jspecify.annotations.NullMarked;
