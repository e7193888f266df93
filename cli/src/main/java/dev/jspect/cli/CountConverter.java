// SPDX-License-Identifier: Apache-2.0
package dev.jspect.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number between the least that makes sense and {@link Integer#MAX_VALUE}. */
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
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number");
        }
        if (number < least) {
            throw new TypeConversionException("'" + text + "' is less than " + least);
        }
        if (number > Integer.MAX_VALUE) {
            throw new TypeConversionException("'" + text + "' is more than " + Integer.MAX_VALUE);
        }
        return (int) number;
    }
}
