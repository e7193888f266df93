// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import org.slf4j.MDC;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What a thread carries along with a request, beside what Spring itself does. */
final class Carried {
    private Carried() {}

    static void begin(String customer, String password) {
        MDC.put("customer", customer);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(customer, password));
    }

    static void end() {
        MDC.clear();
        SecurityContextHolder.clearContext();
    }
}
