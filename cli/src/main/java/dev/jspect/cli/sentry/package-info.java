// SPDX-License-Identifier: Apache-2.0
/**
 * Where events for Sentry go: an {@link dev.jspect.cli.sentry.EventSink}, which is a stream, a file, or the server that a
 * {@link dev.jspect.cli.sentry.Dsn} names. None of them may end or delay what makes the events.
 */
@NullMarked
package dev.jspect.cli.sentry;

import org.jspecify.annotations.NullMarked;
