// SPDX-License-Identifier: Apache-2.0
/** A recording as one page for a browser, which fetches nothing. */
@NullMarked
package dev.jspect.cli.page;

import org.jspecify.annotations.NullMarked;
