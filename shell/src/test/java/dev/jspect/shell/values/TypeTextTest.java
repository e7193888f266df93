// SPDX-License-Identifier: Apache-2.0
package dev.jspect.shell.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TypeTextTest {
    private static final String MAP = "Ljava/util/Map<Ljava/lang/String;Ljava/util/List<-[Lcom/shop/Order$Item;>;>;";

    @Test
    void writesTypesAsInSource() {
        assertEquals(
                "java.util.Map<java.lang.String, java.util.List<? super com.shop.Order.Item[]>>",
                TypeText.full("Ljava/util/Map;", MAP));
        assertEquals("Map<String, List<? super Order.Item[]>>", TypeText.simple("Ljava/util/Map;", MAP));
        assertEquals("int[][]", TypeText.full("[[I", null));
        assertEquals("T", TypeText.full("Ljava/lang/Object;", "TT;"));
        assertEquals("a.Outer<?>.Inner<int[]>", TypeText.full("La/Outer$Inner;", "La/Outer<*>.Inner<[I>;"));
        assertEquals("List<? extends T[]>", TypeText.simple("Ljava/util/List;", "Ljava/util/List<+[TT;>;"));
        assertEquals("Top", TypeText.simple("LTop;", null));
    }

    @Test
    void fallsBackToDescriptorAndThenToRawText() {
        assertEquals("java.util.Map", TypeText.full("Ljava/util/Map;", "Ljava/util/Map<"));
        assertEquals("Q\u202e", TypeText.full("Q\u202e", "Lx"));
        assertEquals("", TypeText.full("", null));
    }

    @Test
    void hostileSignaturesAreRefused() {
        assertEquals("int", TypeText.full("I", "[".repeat(100_000) + "I"));
        String arrays = "[L".repeat(200_000).concat("a").concat(";".repeat(200_000));
        assertEquals(arrays, ClassLabel.of(arrays));
        assertEquals("[L[La;;", ClassLabel.of("[L[La;;"));
        assertEquals("int", TypeText.full("I", "La<".repeat(1_000) + "I" + ">;".repeat(1_000)));
        Random random = new Random(5);
        String letters = "LT[;<>*+-./$aIJ\u202e";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder signature = new StringBuilder(random.nextBoolean() ? "La<" : "");
            for (int j = random.nextInt(20); j > 0; j--) {
                signature.append(letters.charAt(random.nextInt(letters.length())));
            }
            String text = TypeText.full(signature.toString(), signature.toString());
            assertEquals(false, text.isEmpty() && signature.length() > 0, signature::toString);
            ClassLabel.of(signature.toString());
        }
    }

    @Test
    void labelsClasses() {
        assertEquals("Order", ClassLabel.of("com.shop.Order"));
        assertEquals("Order.Item", ClassLabel.of("com.shop.Order$Item"));
        assertEquals("Order$1", ClassLabel.of("com.shop.Order$1"));
        assertEquals("Order$1Local", ClassLabel.of("com.shop.Order$1Local"));
        assertEquals("Order$", ClassLabel.of("com.shop.Order$"));
        assertEquals("$Proxy12", ClassLabel.of("jdk.proxy2.$Proxy12"));
        assertEquals("Shop$$SpringCGLIB$$0", ClassLabel.of("com.shop.Shop$$SpringCGLIB$$0"));
        assertEquals("int[]", ClassLabel.of("[I"));
        assertEquals("Order.Item[][]", ClassLabel.of("[[Lcom.shop.Order$Item;"));
        assertEquals("OrderService lambda", ClassLabel.of("com.shop.OrderService$$Lambda/0x00007f0001001000"));
        assertEquals("OrderService lambda", ClassLabel.of("com.shop.OrderService$$Lambda$14/1234"));
        assertEquals("Hidden", ClassLabel.of("com.shop.Hidden/0x00007f0001001000"));
        assertEquals("[x", ClassLabel.of("[x"));
    }
}
