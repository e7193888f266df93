// SPDX-License-Identifier: Apache-2.0
/** Real documents against the schemas that are shipped. */
@NullMarked
package dev.jspect.cli.json;

import org.jspecify.annotations.NullMarked;
