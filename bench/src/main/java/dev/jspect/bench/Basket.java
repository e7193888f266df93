// SPDX-License-Identifier: Apache-2.0
package dev.jspect.bench;

/** What a method of a shop is given: ten fields, three objects deep. */
final class Basket {
    final long number;
    final String customer;
    final int pieces;
    final double discount;
    final boolean urgent;
    final char shelf;
    final float weight;
    final short lane;
    final Address address;
    final byte state;

    /** Where it goes. */
    static final class Address {
        final String street;
        final Place place;

        Address(String street, Place place) {
            this.street = street;
            this.place = place;
        }
    }

    /** And in which town. */
    static final class Place {
        final String town;
        final int code;

        Place(String town, int code) {
            this.town = town;
            this.code = code;
        }
    }

    Basket(int number) {
        this.number = number;
        customer = "ann";
        pieces = number % 100;
        discount = 0.5;
        urgent = number % 3 == 0;
        shelf = 'q';
        weight = 2.5f;
        lane = 7;
        address = new Address("Long Lane", new Place("Ely", 4711));
        state = 1;
    }
}
