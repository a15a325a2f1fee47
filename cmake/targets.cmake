# What all of our own targets share: warnings as errors, sanitizers, no language extensions.
function(copydesk_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor
                                           -Wold-style-cast -Wunused -Woverloaded-virtual
                                           -Wno-missing-field-initializers)  # members have default initializers
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False reports about std::string in g++ 12 (GCC bugs 105329 and 105651).
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
  endif()
  if(NOT target MATCHES "^copydesk(-command)?$")
    set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)  # helpers of tests may have the same names
  endif()
  if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # A unit of several sources includes them, and what is theirs alone looks as if it came from a header.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
  # Lets ccache see through precompiled headers.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  else()
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
  if(COPYDESK_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${COPYDESK_SANITIZE} -fno-sanitize-recover=all
                                             -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${COPYDESK_SANITIZE})
  endif()
endfunction()

# copydesk_test(folder source... [THREADED source...]): one binary of GoogleTest cases for a folder of src, with its
# internal headers. THREADED names those of the sources whose tests start threads, or have the library do so: under
# ThreadSanitizer, which finds nothing in the others, only they are built, with the sources that hold no tests.
function(copydesk_test folder)
  cmake_parse_arguments(PARSE_ARGV 1 tests "" "" "THREADED")
  set(sources ${tests_UNPARSED_ARGUMENTS})
  foreach(source ${tests_THREADED})
    if(NOT source IN_LIST sources)
      message(FATAL_ERROR "${source} is THREADED but no source of the tests of ${folder}")
    endif()
  endforeach()
  if(COPYDESK_SANITIZE MATCHES "thread")
    list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
    list(APPEND sources ${tests_THREADED})
  endif()
  set(target ${folder}_test)
  add_executable(${target} ${sources})
  copydesk_own_target(${target})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${target} PRIVATE copydesk copydesk_dependencies GTest::gtest_main GTest::gmock)
  # What is tested is optimised; the tests themselves compile in two thirds of the time with less, and sanitized in
  # half of it without.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  if(COPYDESK_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
  # One precompiled header serves all test binaries, so none may have compile options or definitions of its own.
  if(folder STREQUAL "base")
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled_test.h)
  else()
    target_precompile_headers(${target} REUSE_FROM base_test)
  endif()
  if(COPYDESK_SANITIZE)
    # A sanitized process takes long to start: all cases of a folder share one.
    add_test(NAME ${folder}.all COMMAND ${target} --gtest_brief=1)
    set_tests_properties(${folder}.all PROPERTIES TIMEOUT 1800)
  else()
    gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST TEST_PREFIX "${folder}." PROPERTIES TIMEOUT 600)
  endif()
endfunction()
include(GoogleTest)
