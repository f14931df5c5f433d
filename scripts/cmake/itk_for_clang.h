// Lets clang (clang-tidy, clangd) read Debian's ITK 5.2.1 headers: its compiler detection knows only GCC.
#ifndef ITK_COMPILER_DETECTION_H
#define ITK_COMPILER_DETECTION_H
#define ITK_COMPILER_IS_Clang 1
#define ITK_COMPILER_IS_GNU 0
#define ITK_COMPILER_IS_MSVC 0
#define ITK_COMPILER_IS_AppleClang 0
#define ITK_COMPILER_CXX_ALIGNAS 1
#define ITK_COMPILER_CXX_STATIC_ASSERT 1
#define ITK_COMPILER_CXX_CONSTEXPR 1
#define ITK_COMPILER_CXX_NOEXCEPT 1
#define ITK_ALIGNAS(X) alignas(X)
#define ITK_CONSTEXPR constexpr
#define ITK_NOEXCEPT noexcept
#define ITK_NOEXCEPT_EXPR(X) noexcept(X)
#define ITK_STATIC_ASSERT(X) static_assert(X, #X)
#define ITK_STATIC_ASSERT_MSG(X, MSG) static_assert(X, MSG)
#define ITK_THREAD_LOCAL thread_local
#define ITK_OVERRIDE override
#define ITK_FINAL final
#define ITK_NULLPTR nullptr
#define ITK_DELETED_FUNCTION = delete
#define ITK_EXTERN_TEMPLATE extern
#endif
