// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.instrument;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A method's code as text, its labels numbered as they come: the same text for the same code. */
final class CodeText {
    private final Map<LabelNode, Integer> labels = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private CodeText() {}

    static String of(MethodNode method) {
        CodeText code = new CodeText();
        for (AbstractInsnNode instruction : method.instructions) {
            code.add(instruction);
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            code.line("catch", code.label(block.start), code.label(block.end), code.label(block.handler), block.type);
        }
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                code.line("variable", variable.name, variable.desc, variable.signature, variable.index);
                code.line(code.label(variable.start), code.label(variable.end));
            }
        }
        code.line("max", method.maxStack, method.maxLocals);
        return code.text.toString();
    }

    private void add(AbstractInsnNode instruction) {
        int opcode = instruction.getOpcode();
        switch (instruction.getType()) {
            case AbstractInsnNode.INT_INSN -> line(opcode, ((IntInsnNode) instruction).operand);
            case AbstractInsnNode.VAR_INSN -> line(opcode, ((VarInsnNode) instruction).var);
            case AbstractInsnNode.TYPE_INSN -> line(opcode, ((TypeInsnNode) instruction).desc);
            case AbstractInsnNode.FIELD_INSN -> {
                FieldInsnNode field = (FieldInsnNode) instruction;
                line(opcode, field.owner, field.name, field.desc);
            }
            case AbstractInsnNode.METHOD_INSN -> {
                MethodInsnNode call = (MethodInsnNode) instruction;
                line(opcode, call.owner, call.name, call.desc, call.itf);
            }
            case AbstractInsnNode.INVOKE_DYNAMIC_INSN -> {
                InvokeDynamicInsnNode call = (InvokeDynamicInsnNode) instruction;
                line(opcode, call.name, call.desc, call.bsm, Arrays.toString(call.bsmArgs));
            }
            case AbstractInsnNode.JUMP_INSN -> line(opcode, label(((JumpInsnNode) instruction).label));
            case AbstractInsnNode.LABEL -> line("label", label((LabelNode) instruction));
            case AbstractInsnNode.LDC_INSN -> line(opcode, ((LdcInsnNode) instruction).cst);
            case AbstractInsnNode.IINC_INSN ->
                line(opcode, ((IincInsnNode) instruction).var, ((IincInsnNode) instruction).incr);
            case AbstractInsnNode.TABLESWITCH_INSN -> {
                TableSwitchInsnNode table = (TableSwitchInsnNode) instruction;
                line(opcode, table.min, table.max, label(table.dflt), labels(table.labels));
            }
            case AbstractInsnNode.LOOKUPSWITCH_INSN -> {
                LookupSwitchInsnNode table = (LookupSwitchInsnNode) instruction;
                line(opcode, table.keys, label(table.dflt), labels(table.labels));
            }
            case AbstractInsnNode.MULTIANEWARRAY_INSN -> {
                MultiANewArrayInsnNode array = (MultiANewArrayInsnNode) instruction;
                line(opcode, array.desc, array.dims);
            }
            case AbstractInsnNode.LINE -> line("line", ((LineNumberNode) instruction).line);
            default -> line(opcode);
        }
    }

    private int label(LabelNode label) {
        return labels.computeIfAbsent(label, unseen -> labels.size());
    }

    private String labels(Iterable<LabelNode> all) {
        StringBuilder numbers = new StringBuilder();
        for (LabelNode label : all) {
            numbers.append(label(label)).append(' ');
        }
        return numbers.toString();
    }

    private void line(Object... words) {
        for (Object word : words) {
            text.append(word).append(' ');
        }
        text.append('\n');
    }
}
