// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.natives;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of C++ functions without their parameters (Itanium C++ ABI, 5.1); those of templates and operators stay as the compiler has written them. */
final class CppName {
    private static final String MANGLED = "_Z";

    private final String mangled;
    private int at;

    private CppName(String mangled, int at) {
        this.mangled = mangled;
        this.at = at;
    }

    /** Returns {@code ObjectMonitor::wait} for {@code _ZN13ObjectMonitor4waitElbP10JavaThread}, and any other name as it is. */
    static String of(String symbol) {
        // What compilers add to parts of functions: .cold, .isra.0, .constprop.0.
        int dot = symbol.indexOf('.');
        String name = dot > 0 ? symbol.substring(0, dot) : symbol;
        String plain = name.startsWith(MANGLED) ? new CppName(name, MANGLED.length()).plain() : null;
        return plain == null ? symbol : plain + (dot > 0 ? symbol.substring(dot) : "");
    }

    private @Nullable String plain() {
        boolean local = skip('L');
        if (!local && skip('N')) {
            while (skip('K') || skip('V') || skip('r')) {
                // Qualifiers of this.
            }
            return nested();
        }
        return identifier();
    }

    private @Nullable String nested() {
        List<String> names = new ArrayList<>();
        while (!skip('E')) {
            skip('L');
            String name = identifier();
            if (name == null && !names.isEmpty() && at + 1 < mangled.length()) {
                name = special(names.get(names.size() - 1));
            }
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return names.isEmpty() ? null : String.join("::", names);
    }

    /** Constructors and destructors. */
    private @Nullable String special(String type) {
        char kind = mangled.charAt(at);
        boolean numbered = Character.isDigit(mangled.charAt(at + 1));
        if (!numbered || (kind != 'C' && kind != 'D')) {
            return null;
        }
        at += 2;
        return kind == 'C' ? type : "~" + type;
    }

    private boolean skip(char c) {
        boolean is = at < mangled.length() && mangled.charAt(at) == c;
        at += is ? 1 : 0;
        return is;
    }

    private @Nullable String identifier() {
        int length = 0;
        int start = at;
        while (at < mangled.length() && Character.isDigit(mangled.charAt(at)) && length < mangled.length()) {
            length = length * 10 + mangled.charAt(at) - '0';
            at++;
        }
        if (at == start || length == 0 || at + length > mangled.length()) {
            at = start;
            return null;
        }
        at += length;
        String name = mangled.substring(at - length, at);
        return name.startsWith("_GLOBAL__N") ? "(anonymous)" : name;
    }
}
