// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import java.time.LocalDate;

/** What a customer wants, and when. */
record Order(String customer, LocalDate day) {}
