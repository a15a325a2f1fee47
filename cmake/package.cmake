# Install and export: find_package(copydesk CONFIG) gives copydesk::copydesk.
include(CMakePackageConfigHelpers)

install(TARGETS copydesk copydesk_dependencies EXPORT copydesk-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/copydesk TYPE INCLUDE)
if(COPYDESK_BUILD_TOOLS)
  install(TARGETS copydesk-command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

set(copydesk_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/copydesk)
install(EXPORT copydesk-targets NAMESPACE copydesk:: DESTINATION ${copydesk_config_dir})
configure_package_config_file(cmake/copydesk-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/copydesk-config.cmake
                              INSTALL_DESTINATION ${copydesk_config_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/copydesk-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/copydesk-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/copydesk-config-version.cmake
        DESTINATION ${copydesk_config_dir})
