// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import dev.jspect.shell.classpath.ClassCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.ModuleExportNode;

/**
 * Shows the compiler a class as if it and its members were public, without changing what code means that compiles
 * without this view.
 *
 * <p>So a method that is not public shows with one parameter more, of variable arity: {@code secret(int)} as {@code
 * secret(int, Void...)}. The call {@code secret(1)} then compiles, but the compiler considers it only where no ordinary
 * method fits, and neither an override nor a functional interface can collide with it. {@link SnippetRewriter} takes the
 * parameter away again. A protected method shows as it is, too: subclasses override and call that one.
 *
 * <p>One thing does change: in the body of a snippet's own class, what it inherits shadows variables, methods and types of
 * the session that are named alike, and here it inherits more.
 *
 * <p>Final instance fields show as not final: the target can set them. Synthetic classes and members stay as they are.
 */
final class OpenView implements ClassView {
    private static final Pattern MARKER = Pattern.compile(",? ?(java\\.lang\\.)?Void(\\.\\.\\.|\\[])( [\\w$]+)?");
    private static final String MODULE_INFO = "module-info";
    private static final int SYNTHETIC = 0x1000;
    private static final int MODULE = 0x8000;
    private static final int POOL_COUNT_AT = 8;

    private final MemberFlags flags;
    private final Set<String> importedPackages;
    private final int maxMajor;

    /**
     * Creates a view.
     *
     * @param flags of the same classes
     * @param importedPackages internal names of the packages whose types snippets name without import, {@code java/lang}
     *     among them; top-level classes there that are not public keep their flag, so that no simple name gets ambiguous
     * @param maxMajor the newest class file version that the compiler reads; newer classes are shown as of this one
     */
    OpenView(MemberFlags flags, Set<String> importedPackages, int maxMajor) {
        this.flags = flags;
        this.importedPackages = Set.copyOf(importedPackages);
        this.maxMajor = maxMajor;
    }

    /** Returns the class file to show; the same bytes if they are not a class file: the compiler then says so. */
    @Override
    public byte[] show(byte[] classFile) {
        try {
            return open(classFile);
        } catch (IllegalArgumentException e) {
            return classFile;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
    }

    /** Returns a text about methods, of the compiler or of JShell, without what the view added to their parameters. */
    static String withoutMarkers(String text) {
        return MARKER.matcher(text).replaceAll("");
    }

    @Override
    public byte[] showPlatform(String name, byte[] classFile) {
        return name.endsWith(MODULE_INFO)
                ? openModule(ClassFileVersion.atMost(ClassFileVersion.MODULE, classFile))
                : show(classFile);
    }

    /** Returns the module with all of its packages, which the JDK's modules list, exported to all. */
    private static byte[] openModule(byte[] moduleInfo) {
        ClassNode module = new ClassNode();
        new ClassReader(moduleInfo).accept(module, 0);
        if (module.module.packages != null) {
            module.module.exports = module.module.packages.stream()
                    .map(name -> new ModuleExportNode(name, 0, null))
                    .toList();
        }
        ClassWriter writer = new ClassWriter(0);
        module.accept(writer);
        return writer.toByteArray();
    }

    private byte[] open(byte[] classFile) throws IOException {
        byte[] shown = ClassFileVersion.atMost(maxMajor, classFile.clone());
        ClassCursor cursor = new ClassCursor(classFile);
        int poolEnd = cursor.position();
        int access = cursor.u2();
        if ((access & (MODULE | SYNTHETIC)) != 0) {
            return shown;
        }
        ClassShape shape = ClassShape.of(classFile);
        cursor.skip(4);
        cursor.skip(2 * cursor.u2());
        fields(cursor, shown, shape);
        int methodsAt = cursor.position();
        OpenMethods methods = new OpenMethods(flags, shape, cursor.constantCount());
        byte[] opened = methods.open(shown, cursor);
        int methodsEnd = cursor.position();
        boolean nested = nestedClasses(cursor, shown, shape.name());
        if (nested || !importedPackages.contains(packageOf(shape.name()))) {
            write(shown, poolEnd, access | ClassShape.PUBLIC);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(shown.length + shown.length / 8);
        write(shown, POOL_COUNT_AT, methods.constantCount());
        out.write(shown, 0, poolEnd);
        out.writeBytes(methods.constants());
        out.write(shown, poolEnd, methodsAt - poolEnd);
        out.writeBytes(opened);
        out.write(shown, methodsEnd, shown.length - methodsEnd);
        return out.toByteArray();
    }

    private static void fields(ClassCursor cursor, byte[] shown, ClassShape shape) {
        boolean record = "java/lang/Record".equals(shape.superName());
        for (int count = cursor.u2(); count > 0; count--) {
            int at = cursor.position();
            int access = cursor.u2();
            if ((access & SYNTHETIC) == 0) {
                boolean constant = record || (access & ClassShape.STATIC) != 0;
                write(shown, at, open(constant ? access : access & ~ClassShape.FINAL));
            }
            cursor.skip(4);
            cursor.skipAttributes();
        }
    }

    /** Opens the entries of {@code InnerClasses}; returns whether the class itself is among them. */
    private static boolean nestedClasses(ClassCursor cursor, byte[] shown, String self) {
        boolean nested = false;
        for (int attributes = cursor.u2(); attributes > 0; attributes--) {
            boolean inner = cursor.text(cursor.u2()).equals("InnerClasses");
            int length = cursor.u4();
            if (!inner) {
                cursor.skip(length);
                continue;
            }
            for (int entries = cursor.u2(); entries > 0; entries--) {
                nested |= cursor.className(cursor.u2()).equals(self);
                cursor.skip(4);
                int at = cursor.position();
                int access = cursor.u2();
                if ((access & SYNTHETIC) == 0) {
                    write(shown, at, open(access));
                }
            }
        }
        return nested;
    }

    static int open(int access) {
        return (access & ~(ClassShape.PRIVATE | ClassShape.PROTECTED)) | ClassShape.PUBLIC;
    }

    private static void write(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private static String packageOf(String internalName) {
        return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
    }
}
