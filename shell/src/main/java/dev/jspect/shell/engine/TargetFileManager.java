// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Shows the compiler the target's classes: its class path is what a class loader of the target sees. The platform's classes
 * stay with javac's own file manager.
 */
class TargetFileManager extends ForwardingJavaFileManager<StandardJavaFileManager> implements StandardJavaFileManager {
    /**
     * JShell's own package, which is in no target, and the unnamed one, whose classes no class of a package can name (JLS
     * 7.4.2): asking for them would open the class path for nothing.
     */
    private static final Set<String> NEVER_SEEN = Set.of("REPL", "");

    private final TargetClasses classes;
    private final ClassView view;

    TargetFileManager(StandardJavaFileManager standard, TargetClasses classes, ClassView view) {
        super(standard);
        this.classes = classes;
        this.view = view;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location == StandardLocation.CLASS_PATH) {
            return kinds.contains(JavaFileObject.Kind.CLASS) ? listClassPath(packageName) : List.of();
        }
        Iterable<JavaFileObject> files = super.list(location, packageName, kinds, recurse);
        if (!isPlatform(location)) {
            return files;
        }
        List<JavaFileObject> shown = new ArrayList<>();
        for (JavaFileObject file : files) {
            shown.add(show(location, file));
        }
        return shown;
    }

    private List<JavaFileObject> listClassPath(String packageName) throws IOException {
        if (NEVER_SEEN.contains(packageName)) {
            return List.of();
        }
        List<JavaFileObject> found = objects(classPathClassesIn(packageName));
        if (packageName.equals(LiveClass.PACKAGE)) {
            found.add(new ClassFileObject(LiveClass.NAME, LiveClass::classFile));
        }
        return found;
    }

    /** Names the classes of a package that the compiler is to find on the class path. */
    Collection<String> classPathClassesIn(String packageName) throws IOException {
        return classes.classesIn(packageName);
    }

    /** Returns the files of classes; their bytes are read, and shown as the view has them, when the compiler asks. */
    final List<JavaFileObject> objects(Collection<String> names) {
        List<JavaFileObject> files = new ArrayList<>(names.size());
        for (String name : names) {
            files.add(new ClassFileObject(name, () -> view.show(classes.existing(name))));
        }
        return files;
    }

    private JavaFileObject show(Location location, JavaFileObject file) {
        if (file.getKind() != JavaFileObject.Kind.CLASS) {
            return file;
        }
        String name = super.inferBinaryName(location, file);
        return new ShownFileObject(file, bytes -> view.showPlatform(name, bytes));
    }

    private static boolean isPlatform(Location location) {
        return location == StandardLocation.PLATFORM_CLASS_PATH
                || location.getName().startsWith("SYSTEM_MODULES[");
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof ClassFileObject ours
                ? ours.className()
                : super.inferBinaryName(location, ShownFileObject.original(file));
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        return one == other || one.toUri().equals(other.toUri());
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof ClassFileObject
                ? location == StandardLocation.CLASS_PATH
                : super.contains(location, ShownFileObject.original(file));
    }

    @Override
    public @Nullable Location getLocationForModule(Location location, JavaFileObject file) throws IOException {
        // Null: no module, as for everything on the class path.
        return file instanceof ClassFileObject
                ? null
                : super.getLocationForModule(location, ShownFileObject.original(file));
    }

    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        JavaFileObject file = super.getJavaFileForInput(location, className, kind);
        return file == null || !isPlatform(location) ? file : show(location, file);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> path) throws IOException {
        fileManager.setLocation(location, path);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return location == StandardLocation.CLASS_PATH ? classes.files() : fileManager.getLocationAsPaths(location);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        fileManager.setLocationFromPaths(location, paths);
    }
}
