// SPDX-License-Identifier: Apache-2.0
/** The log of what changed a target, or may have: {@link dev.jspect.cli.audit.AuditLog}. */
@NullMarked
package dev.jspect.cli.audit;

import org.jspecify.annotations.NullMarked;
