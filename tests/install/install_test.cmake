# Run by ctest with `cmake -P`: installs BUILD_FOLDER into an empty prefix, moves the prefix, and configures, builds and
# runs the project in consumer/ against it. The move shows that nothing in the package names a folder of this machine.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "failed (${result}): ${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK_FOLDER})
run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --prefix ${WORK_FOLDER}/staging)
file(RENAME ${WORK_FOLDER}/staging ${WORK_FOLDER}/prefix)

file(GLOB_RECURSE package_files ${WORK_FOLDER}/prefix/*.cmake ${WORK_FOLDER}/prefix/*.h)
if(NOT package_files)
  message(FATAL_ERROR "nothing was installed in ${WORK_FOLDER}/prefix")
endif()
foreach(package_file ${package_files})
  file(READ ${package_file} text)
  foreach(folder ${BUILD_FOLDER} ${SOURCE_FOLDER} ${WORK_FOLDER})
    string(FIND "${text}" "${folder}/" place)
    if(NOT place EQUAL -1)
      message(FATAL_ERROR "${package_file} names ${folder}, which another machine does not have")
    endif()
  endforeach()
endforeach()

run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK_FOLDER}/consumer -G ${GENERATOR}
    -D CMAKE_CXX_COMPILER=${CXX_COMPILER} -D CMAKE_BUILD_TYPE=${BUILD_TYPE}
    -D CMAKE_PREFIX_PATH=${WORK_FOLDER}/prefix)
run(${CMAKE_COMMAND} --build ${WORK_FOLDER}/consumer)
run(${WORK_FOLDER}/consumer/consumer)
message("${output}")
if(NOT output MATCHES "jaccard of a text with itself: 1\\.00")
  message(FATAL_ERROR "the consumer printed something else")
endif()
