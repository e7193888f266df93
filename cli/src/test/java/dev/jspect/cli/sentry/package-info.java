// SPDX-License-Identifier: Apache-2.0
/** Events on their way, to servers that take them and to others. */
@NullMarked
package dev.jspect.cli.sentry;

import org.jspecify.annotations.NullMarked;
