@rem SPDX-License-Identifier: Apache-2.0
@rem Starts jspect on Windows: best effort, without a start-up archive. The shell, eval and frames need a JDK 17 or later.
@echo off
setlocal
set "JDK=%JSPECT_JAVA_HOME%"
if "%JDK%"=="" set "JDK=%JAVA_HOME%"
set "JAVA=java"
if not "%JDK%"=="" set "JAVA=%JDK%\bin\java"
set "JAR=%JSPECT_JAR%"
if "%JAR%"=="" set "JAR=%~dp0..\cli\target\jspect.jar"
if not exist "%JAR%" (
    echo jspect: it is not built yet. Build it: mvnw.cmd -q -B -DskipTests package 1>&2
    exit /b 70
)
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --add-exports=jdk.attach/sun.tools.attach=ALL-UNNAMED -jar "%JAR%" %*
exit /b %ERRORLEVEL%
