// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.math.BigDecimal;
import java.util.List;

/** What can be ordered, and for how much. */
final class Catalogue {
    static final List<String> ARTICLES = List.of("apple", "bread", "cheese", "dates", "eggs");

    private Catalogue() {}

    static BigDecimal price(String article) {
        return BigDecimal.valueOf(45L + 70L * ARTICLES.indexOf(article), 2);
    }
}
