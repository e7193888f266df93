// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.jspect.cli.remote;

import org.jspecify.annotations.NullMarked;
