// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.locals;

import dev.jspect.protocol.MethodFacts;
import dev.jspect.shell.classpath.ClassCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a method's exception table in a class file: JVMTI gives a method's bytecode, but not that. */
public final class Handlers {
    private static final int EXCEPTION_LENGTH = 8;
    private static final int INTERFACE_LENGTH = 2;

    private final byte[] classFile;
    private final byte[] code;

    private Handlers(byte[] classFile, byte[] code) {
        this.classFile = classFile;
        this.code = code;
    }

    /**
     * Returns the exception table, in its order.
     *
     * @return null if the class file is damaged, or has not this very bytecode: the class was instrumented or redefined,
     *     or it is of another version
     */
    public static @Nullable List<Handler> find(byte[] classFile, MethodFacts method) {
        if (method.code == null) {
            return null;
        }
        try {
            return new Handlers(classFile, method.code).find(method);
        } catch (IllegalArgumentException e) {
            // A damaged class file is as good as none.
            return null;
        }
    }

    private @Nullable List<Handler> find(MethodFacts method) {
        ClassCursor cursor = new ClassCursor(classFile);
        cursor.skip(6);
        cursor.skip(INTERFACE_LENGTH * cursor.u2());
        for (int fields = cursor.u2(); fields > 0; fields--) {
            cursor.skip(6);
            cursor.skipAttributes();
        }
        for (int methods = cursor.u2(); methods > 0; methods--) {
            cursor.skip(2);
            String name = cursor.text(cursor.u2());
            String descriptor = cursor.text(cursor.u2());
            if (name.equals(method.name) && descriptor.equals(method.descriptor)) {
                return ofMethod(cursor);
            }
            cursor.skipAttributes();
        }
        return null;
    }

    private @Nullable List<Handler> ofMethod(ClassCursor cursor) {
        for (int attributes = cursor.u2(); attributes > 0; attributes--) {
            boolean isCode = cursor.text(cursor.u2()).equals("Code");
            int length = cursor.u4();
            if (isCode) {
                return ofCode(cursor);
            }
            cursor.skip(length);
        }
        return null;
    }

    private @Nullable List<Handler> ofCode(ClassCursor cursor) {
        cursor.skip(4);
        int length = cursor.u4();
        int from = cursor.position();
        cursor.skip(length);
        if (!Arrays.equals(classFile, from, from + length, code, 0, code.length)) {
            return null;
        }
        int count = cursor.u2();
        new ClassCursor(cursor, cursor.position()).skip(EXCEPTION_LENGTH * count);
        List<Handler> handlers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            handlers.add(new Handler(cursor.u2(), cursor.u2(), cursor.u2(), cursor.u2() == 0));
        }
        return handlers;
    }
}
