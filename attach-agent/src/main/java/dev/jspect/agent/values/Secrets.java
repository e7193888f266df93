// SPDX-License-Identifier: Apache-2.0
package dev.jspect.agent.values;

import java.util.HashSet;
import java.util.Set;

/**
 * Decides what is a secret, by its name or by its form, before anything leaves the target. In doubt it is one: every name that
 * contains "token" is, {@code maxTokens} too; only what speaks of splitting text, {@code tokenizer}, is not. Safe for use by
 * several threads.
 */
public final class Secrets {
    /** What is shown in a secret's place. */
    public static final String REDACTED = "[redacted]";

    private static final int MAX_NAME = 512;

    /** Parts of names. */
    private static final String[] PARTS = {
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "pwd",
        "secret",
        "token",
        "apikey",
        "accesskey",
        "privatekey",
        "privkey",
        "signingkey",
        "encryptionkey",
        "authorization",
        "credential",
        "cookie",
        "sessionid",
        "cvv",
        "bearer",
        "jwt",
        "cardnumber",
        "creditcard"
    };

    /** Whole names, or what follows the last dot or slash in them: as a part they say too little. */
    private static final String[] WHOLE = {
        "pin", "pan", "pass", "pw", "auth", "otp", "cvc", "ssn", "userinfo", "xauth", "passwort"
    };

    /** Last words of names, {@code dbPass} and {@code DB_PW}; within a word, as in {@code bypass}, they mean something else. */
    private static final String[] LAST = {"pass", "pw"};

    /** Words that contain a part and mean something else. */
    private static final String[] HARMLESS = {"tokeniz", "tokenis", "secretar"};

    private final Set<String> revealed = new HashSet<String>();

    /**
     * @param revealed names whose values are shown nevertheless; compared as all names are, without case and punctuation
     */
    public Secrets(Iterable<String> revealed) {
        for (String name : revealed) {
            this.revealed.add(normal(name, 0));
        }
    }

    /** Says whether a variable, field or key of this name, or null, holds a secret. */
    public boolean isSecret(String name) {
        if (name == null || name.isEmpty()) {
            return false;
        }
        String normal = normal(name, 0);
        if (!containsPart(normal)
                && !isWhole(normal(name, Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1))
                && !endsWithWord(name)) {
            return false;
        }
        return !revealed.contains(normal);
    }

    /**
     * Says whether these are characters whose name is not their own, so that it cannot tell whether they are a secret: {@code
     * arg0} of a method without a variable table, {@code arg$1} that a lambda captured.
     *
     * @param name or null
     */
    boolean areUnnamed(Object value, String name) {
        boolean characters = value instanceof CharSequence || value instanceof char[] || value instanceof byte[];
        return characters && isMadeUp(name) && !revealed.contains(normal(name, 0));
    }

    private static boolean isMadeUp(String name) {
        if (name == null || !name.startsWith("arg")) {
            return false;
        }
        int from = name.startsWith("$", 3) ? 4 : 3;
        for (int i = from; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return from < name.length();
    }

    /**
     * Replaces what has the form of a secret, or follows the name of one.
     *
     * @param text a whole text or its beginning
     * @param cut whether it goes on: then what may be the beginning of a secret is replaced too
     * @return the same instance when there was nothing to replace
     */
    public String redact(String text, boolean cut) {
        return new SecretScanner(this, text, cut).redacted();
    }

    /** Redacts as much of a text as it takes to show that many of its first characters. */
    String redactBeginning(String text, int shown) {
        int window = window(text.length(), shown);
        return redact(window == text.length() ? text : text.substring(0, window), window < text.length());
    }

    /** How many characters to look at: a secret that begins in what is shown can be told by its form. */
    static int window(int all, int shown) {
        return (int) Math.min(all, 4L * shown + 1024);
    }

    private static boolean containsPart(String normal) {
        for (int i = 0; i < PARTS.length; i++) {
            for (int at = normal.indexOf(PARTS[i]); at >= 0; at = normal.indexOf(PARTS[i], at + 1)) {
                if (!isHarmless(normal, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isHarmless(String normal, int at) {
        for (int i = 0; i < HARMLESS.length; i++) {
            if (normal.startsWith(HARMLESS[i], at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhole(String normal) {
        for (int i = 0; i < WHOLE.length; i++) {
            if (normal.equals(WHOLE[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithWord(String name) {
        for (int i = 0; i < LAST.length; i++) {
            int length = LAST[i].length();
            int at = name.length() - length;
            if (at > 0 && name.regionMatches(true, at, LAST[i], 0, length) && beginsWord(name, at)) {
                return true;
            }
        }
        return false;
    }

    /** Says whether a word begins at a place behind others: after punctuation, or as camel case has it. */
    private static boolean beginsWord(String name, int at) {
        char before = name.charAt(at - 1);
        boolean capital = Character.isUpperCase(name.charAt(at));
        return !Character.isLetter(before)
                || (capital && (!Character.isUpperCase(before) || Character.isLowerCase(name.charAt(at + 1))));
    }

    /** A name's letters and digits from a place on, in lower case. */
    private static String normal(String name, int from) {
        int end = Math.min(name.length(), from + MAX_NAME);
        StringBuilder normal = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                normal.append((char) (c + 32));
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
                normal.append(c);
            }
        }
        return normal.toString();
    }
}
