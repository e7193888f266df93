// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

/** A class with methods of some 14 ns, that are watched; {@link OtherTill} is the same, and is not. */
final class Till {
    private int seed = 1;

    /** What it costs, by a few steps that no compiler can leave out. */
    int price(int quantity, String article) {
        int hash = quantity ^ seed;
        for (int i = 0; i < article.length(); i++) {
            hash = (hash ^ article.charAt(i)) * 16_777_619 + (hash >>> 15);
        }
        return hash;
    }

    /** The same, without a till. */
    static int quote(int quantity, String article) {
        int hash = quantity ^ 1;
        for (int i = 0; i < article.length(); i++) {
            hash = (hash ^ article.charAt(i)) * 16_777_619 + (hash >>> 15);
        }
        return hash;
    }

    /** The same, of a basket. */
    int total(Basket basket) {
        int hash = basket.pieces ^ seed;
        String customer = basket.address.street;
        for (int i = 0; i < customer.length(); i++) {
            hash = (hash ^ customer.charAt(i)) * 16_777_619 + (hash >>> 15);
        }
        return hash;
    }

    /** Never called: to watch it changes this class, and no method of it that is called. */
    void close() {
        seed++;
    }
}
