# descry_add_test(<name> <command>...): a CTest test that runs in the project's root folder.
set(DESCRY_TEST_PREFIX "" CACHE STRING "Put before the name of each test, to tell build trees apart")

function(descry_add_test name)
    set(test ${DESCRY_TEST_PREFIX}${name})
    add_test(NAME ${test} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${test} PROPERTIES TIMEOUT 120)
endfunction()
