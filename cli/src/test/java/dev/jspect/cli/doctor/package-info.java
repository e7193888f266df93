// SPDX-License-Identifier: Apache-2.0
/** What the doctor says of given facts. */
@NullMarked
package dev.jspect.cli.doctor;

import org.jspecify.annotations.NullMarked;
