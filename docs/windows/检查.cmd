@echo off
rem Double click: jieyou check for the workspace that this file lies in.
chcp 65001 >nul
cd /d "%~dp0"
:up
if exist jieyou.toml goto start
if "%CD:~3%"=="" goto start
cd ..
goto up
:start
if exist .venv\Scripts\jieyou.exe (
  .venv\Scripts\jieyou.exe check
) else (
  jieyou check
)
pause
