// SPDX-License-Identifier: Apache-2.0
/**
 * The wire between the tool and a target: the only package of this module that others import, on both ends the same.
 *
 * <p><b>Opening.</b> The tool listens, the target connects (it never listens). First the doorway writes its token, 64
 * ASCII characters, and reads the runtime: an {@code int} length and so many bytes of a gzipped zip file, whose SHA-256 it knows
 * from its arguments. From then on both sides exchange messages.
 *
 * <p><b>Message.</b> {@code int bodyLength, int id, int code, byte[bodyLength] body}; all integers are big-endian. A
 * request has an id above 0, chosen by the tool, and a code of {@link dev.jspect.protocol.Op}; each is answered by
 * exactly one reply with the same id and a code of {@link dev.jspect.protocol.Status}. A snippet's output comes unasked,
 * with id 0: {@link dev.jspect.protocol.Status#STDOUT} and {@link dev.jspect.protocol.Status#STDERR} with raw bytes as
 * their body, {@link dev.jspect.protocol.Status#OUTPUT_DROPPED} with a long; and so do exceptions: {@link
 * dev.jspect.protocol.Status#EXCEPTION} with an {@link dev.jspect.protocol.ExceptionCapture}; and calls: {@link
 * dev.jspect.protocol.Status#CALL} with a {@link dev.jspect.protocol.CallCapture}; and what patches say: {@link
 * dev.jspect.protocol.Status#PATCH} with a {@link dev.jspect.protocol.PatchNote}.
 *
 * <p><b>Body.</b> Written by {@link dev.jspect.protocol.BodyWriter}: {@code boolean} one byte, {@code int} and {@code
 * long} as in Java, bytes with an {@code int} length, a string as its UTF-8 bytes (length -1: null), a list with an
 * {@code int} count. Request -> reply:
 *
 * <pre>
 * HELLO                                               -> {@link dev.jspect.protocol.TargetFacts}
 * LOADERS                                             -> count, {@link dev.jspect.protocol.LoaderFacts}...
 * USE_LOADER      int loaderId (0: the likeliest)     -> LoaderFacts
 * DEFINE          count, (string name, bytes)...      -> (empty)
 * INVOKE          int evalId, int maxCharacters, int maxElements, string class, string method -> {@link
 *                 dev.jspect.protocol.ValueText}
 * READ_VARIABLE   as INVOKE, with a field's name      -> ValueText
 * STOP            int evalId, boolean hard            -> boolean: nothing of that eval runs (any more)
 * CLASS_FILE      string name                         -> bytes (length -1: there are none)
 * LOADED_CLASSES  (of the loader in use and its parents, but not the JDK's) -> count, string name...
 * LOAD_LIBRARY    string path, bytes: the library     -> (empty)
 * END_OTHERS                                          -> int: how many
 * FAREWELL                                            -> count, string: what is left behind...
 * FRAMES          {@link dev.jspect.protocol.FramesRequest} -> {@link dev.jspect.protocol.FramesCapture}
 * INSTANCES       string class, int most, boolean collectFirst, {@link dev.jspect.protocol.ValueBounds}
 *                                                     -> {@link dev.jspect.protocol.InstancesCapture}
 * HEAP_USED                                           -> long bytes
 * HOLD_FRAMES     FramesRequest for one thread        -> {@link dev.jspect.protocol.HeldFrames}
 * RELEASE_FRAMES                                      -> (empty)
 * RUNNING_CLASS_FILE string name                      -> bytes (length -1: it cannot be had)
 * ARM_EXCEPTIONS  {@link dev.jspect.protocol.ExceptionsRequest}, bytes: class file of the dispatcher,
 *                 count, (string class, bytes as it is, bytes rewritten, boolean redefines)...
 *                                                     -> (empty), and from then on messages with id 0 and EXCEPTION
 * DISARM_EXCEPTIONS                                   -> {@link dev.jspect.protocol.ExceptionCounts}
 * HOLD_EXCEPTION  long: {@link dev.jspect.protocol.ExceptionCapture#id} -> HeldFrames, whose frames hold the
 *                 exception itself behind their variables
 * FIND_CLASSES    string name, or simple name, boolean withResources, count, int FoundClass.id: those that are known...
 *                                                     -> {@link dev.jspect.protocol.FoundClasses}: the others
 * RESERVE_PROBES  bytes: class file of the dispatcher, int count -> int: the first of so many numbers
 * RETAIN_CODE     string class, string method         -> int: names it from now on, above 0
 * WATCH           {@link dev.jspect.protocol.WatchRequest} -> (empty), and from then on messages with id 0 and CALL
 * CHANGE_CLASSES  count, (int {@link dev.jspect.protocol.FoundClass#id}, bytes as it is, bytes rewritten, or -1: back,
 *                 bytes for the end, or -1: as it is, boolean redefines)... -> (empty)
 * SUMMARY         int {@link dev.jspect.protocol.WatchRequest#id} -> {@link dev.jspect.protocol.CallSummary}
 * UNWATCH         int {@link dev.jspect.protocol.WatchRequest#id} -> {@link dev.jspect.protocol.CallCounts}
 * PATCH           {@link dev.jspect.protocol.PatchRequest} -> (empty), and from then on messages with id 0 and PATCH
 * UNPATCH         int {@link dev.jspect.protocol.PatchRequest#id} -> {@link dev.jspect.protocol.PatchCounts}
 * RUNNING_CLASS   int FoundClass.id                   -> bytes (length -1: it cannot be had)
 * DETACH          int PatchStatus.number              -> as FAREWELL
 * PATCHES                                             -> count, (int number, bytes: a {@link dev.jspect.protocol.PatchStatus})...
 * END_PATCH       int PatchStatus.number              -> bytes: a {@link dev.jspect.protocol.PatchEnd} (length -1: there is none of that
 *                 number)
 * CONTEXT         {@link dev.jspect.protocol.ContextRequest} -> {@link dev.jspect.protocol.ContextCapture}
 * FIND_CONTEXT    strings: classes whose static fields hold objects that hold keys, count, (string class, string what people call it)...
 *                                                     -> (empty)
 * FIND_INSTANCES                                      -> (empty)
 * STACKS          {@link dev.jspect.protocol.StacksRequest} -> {@link dev.jspect.protocol.StacksCapture}
 * ADD_CLASSES     count, (string name, bytes: class file)... -> (empty)
 * </pre>
 *
 * <p>Replies other than OK: THROWN carries a {@link dev.jspect.protocol.ThrownText}; STOPPED nothing; FAILED and REFUSED
 * a string for the user. Both ends treat the other as hostile: lengths are checked before anything is allocated, an
 * unknown code ends the connection with a {@link dev.jspect.protocol.ProtocolException} that names it. Nothing is ever
 * deserialized by Java serialization.
 */
package dev.jspect.protocol;
