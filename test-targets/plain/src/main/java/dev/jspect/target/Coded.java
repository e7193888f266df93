// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

/** Throws exceptions that have a method of their own. */
public final class Coded {
    private static volatile int last;

    private Coded() {}

    static final class CodedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;

        CodedException(int code) {
            super("code " + code);
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(Coded::work, "coder");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static void work() {
        for (int round = 1; last >= 0; round++) {
            try {
                Thread.sleep(10);
                throw new CodedException(round % 5);
            } catch (CodedException e) {
                last = e.code();
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
