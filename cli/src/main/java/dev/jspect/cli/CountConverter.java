// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number that is not less than it may be: one that is too large means all there is, one too small means nothing. */
final class CountConverter implements ITypeConverter<Integer> {
    private final int least;

    private CountConverter(int least) {
        this.least = least;
    }

    /** Takes numbers from here on. */
    static CountConverter from(int least) {
        return new CountConverter(least);
    }

    @Override
    public Integer convert(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        if (number < least) {
            throw new TypeConversionException("'" + text + "' is less than " + least);
        }
        return number;
    }
}
