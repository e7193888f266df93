// SPDX-License-Identifier: Apache-2.0
/** Listing, choosing and checking, on recorded counters and a made-up {@code /proc}. */
@NullMarked
package dev.jspect.cli.attach;

import org.jspecify.annotations.NullMarked;
