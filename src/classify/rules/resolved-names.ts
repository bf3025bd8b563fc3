/**
 * Where a string or a config value is a name that something resolves: calls, keys and variables that take modules,
 * classes and packages, in tables.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Calls that take a module or package as a whole. */
export const MODULE_CALLS = words(
  // Python
  "importlib.import_module import_module __import__ importlib.resources.files resources.files resources.read_text " +
    "pkg_resources.resource_filename pkgutil.get_data find_spec find_module importorskip pytest.importorskip runpy.run_module " +
    "find_packages find_namespace_packages metadata.version importlib.metadata.version package_version " +
    // JavaScript
    "require.resolve import.meta.resolve jest.mock jest.unmock jest.doMock jest.requireActual jest.requireMock " +
    "jest.setMock vi.mock vi.doMock vi.importActual vi.unmock proxyquire mock.module importScripts " +
    // Java, C#, Ruby, PHP, Lua
    "ServiceLoader.load Assembly.Load autoload require_relative require_dependency require_once include_once",
);

/** The same, but only as functions: a method of that name may do anything. */
export const MODULE_FUNCTIONS = words("require import load");

/** Calls that take a dotted name, whose last part is a class, a function or an attribute. */
export const NAME_CALLS = words(
  "patch mock.patch mocker.patch monkeypatch.setattr monkeypatch.delattr import_string import_from_string load_class locate " +
    "resolve_name pkgutil.resolve_name lazy_import LazyImport attrgetter Class.forName forName loadClass findClass Type.GetType " +
    "uvicorn.run Activator.CreateInstance class_exists constantize safe_constantize const_get Object.const_get",
);

/** Keyword arguments of setup() and what is like it. */
export const SETUP_KEYWORDS = words(
  "name packages install_requires py_modules tests_require setup_requires extras_require requires",
);

/** Variables of settings files whose value or elements are dotted names. */
export const NAMED_SETTINGS = words(
  "INSTALLED_APPS MIDDLEWARE MIDDLEWARE_CLASSES AUTHENTICATION_BACKENDS TEMPLATE_LOADERS ROOT_URLCONF WSGI_APPLICATION " +
    "ASGI_APPLICATION DJANGO_SETTINGS_MODULE AUTH_USER_MODEL default_app_config",
);

/** Variables whose elements are modules. */
export const MODULE_LISTS = words(
  "hiddenimports packages py_modules excludes autodoc_mock_imports nitpick_ignore_modules modules_to_import",
);

/** Keys of data files whose values are modules, classes or packages; compared by keyWord. */
export const RESOLVED_KEYS = words(
  "module modules package packages class classname classpath mainclass packagename entrypoint entrypoints backend buildbackend " +
    "appmodule application wsgiapplication rooturlconf urlconf handler handlers factory plugin plugins loader loaders resolver " +
    "import imports imported namespace namespaces rootpackage basepackage basepackages scan scanpackages packagestoscan " +
    "componentscan sourcemodules moduleslist knownfirstparty extends preset presets provider providers driver driverclass " +
    "driverclassname implementation groupid artifactid group artifact parent includemodule includemodules installedapps " +
    "middleware hiddenimport hiddenimports targetmodule dottedpath pythonmodule modulename packagesdir excludepackages autoload " +
    "typeclass flaskapp djangosettingsmodule listener listeners interceptor interceptors serviceclass",
);

/** Keys whose values are modules even where they have no dot. */
export const MODULE_KEYS = words(
  "knownfirstparty knownthirdparty knownlocalfolder rootpackage rootpackages includepackages loadplugins",
);

/** Names that the language reads from a list of strings. */
export const NAME_LISTS = words("__all__ __slots__ __match_args__");
