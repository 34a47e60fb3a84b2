/** Tests are compiled with everything else (`npm run build`) and run as plain JavaScript. */
module.exports = {
  rootDir: 'lib/test',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/**/*.test.js'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/e2e/'],
  reporters: ['default', '<rootDir>/closing-line.js'],
};
